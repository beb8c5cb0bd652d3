module handbook.kr/clock

go 1.27
