package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func noonInUTC() time.Time {
	return time.Date(2026, time.January, 1, 12, 34, 0, 0, time.UTC)
}

func TestSeoulIsNineHoursAhead(t *testing.T) {
	if said := say(noonInUTC()); said != "서울은 지금 21시 34분입니다." {
		t.Error(said)
	}
}

func TestPagesAnswer(t *testing.T) {
	server := httptest.NewServer(routes(noonInUTC))
	defer server.Close()
	for path, status := range map[string]int{"/": 200, "/healthz": 200, "/nope": 404} {
		response, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != status {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

func TestHealthTells(t *testing.T) {
	server := httptest.NewServer(routes(noonInUTC))
	if err := health(strings.TrimPrefix(server.URL, "http://")); err != nil {
		t.Error(err)
	}
	server.Close()
	if health(strings.TrimPrefix(server.URL, "http://")) == nil {
		t.Error("a server that is gone is well")
	}
}
