#!/bin/sh
# Makes the cluster with POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB, then becomes the server with the arguments given to the container.
set -eu
user="${POSTGRES_USER:-postgres}"
database="${POSTGRES_DB:-$user}"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    POSTGRES_PASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")"
  fi
  secret="$(mktemp)"
  printf '%s\n' "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE}" > "$secret"
  initdb --username "$user" --pwfile "$secret" --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 > /dev/null
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  pg_ctl start --silent --wait -D "$PGDATA" -o "-c listen_addresses= -k /tmp"
  if [ "$database" != postgres ]; then
    PGPASSWORD="$POSTGRES_PASSWORD" createdb --host /tmp --username "$user" "$database"
  fi
  pg_ctl stop --silent --wait -D "$PGDATA" -m fast
  rm -f "$secret"
fi

[ "${1:-}" = postgres ] && shift
exec postgres -D "$PGDATA" -c listen_addresses='*' "$@"
