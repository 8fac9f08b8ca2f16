#!/bin/bash
# Exit code 0 when the application says it is ready. The image has no HTTP client, and needs none for this.
exec 3<> /dev/tcp/127.0.0.1/8080 || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 5 line <&3 && [[ $line == *' 200 '* ]]
