FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /api ./cmd/api

FROM scratch
COPY --from=build /api /api
USER 65532
ENTRYPOINT ["/api"]
