#!/bin/sh
echo "시작합니다."
