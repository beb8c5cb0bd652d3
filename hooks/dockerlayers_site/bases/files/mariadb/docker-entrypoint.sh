#!/bin/sh
# What the real image's entrypoint does for a first start, as far as its documentation names it: the password of root,
# a database, a user. https://hub.docker.com/_/mariadb
set -eu

value() { # the variable $1, or what stands in the file that $1_FILE names; MYSQL_ names are the older ones
    for name in "MARIADB_$1" "MYSQL_$1"; do
        eval "text=\${$name:-} file=\${${name}_FILE:-}"
        [ -z "$file" ] || text=$(cat "$file")
        [ -z "$text" ] || break
    done
    printf '%s' "$text"
}

log() { echo "$(date --rfc-3339=seconds) [Note] [Entrypoint]: $*"; }

case ${1:-} in
    -*) set -- mariadbd "$@" ;;
esac
if [ "$1" = mariadbd ] && [ "$(id -u)" = 0 ]; then
    mkdir -p /run/mysqld
    chown mysql:mysql /run/mysqld /var/lib/mysql
    password=$(value ROOT_PASSWORD)
    if [ ! -d /var/lib/mysql/mysql ]; then
        if [ -z "$password$(value ALLOW_EMPTY_ROOT_PASSWORD)$(value RANDOM_ROOT_PASSWORD)" ]; then
            echo "$(date --rfc-3339=seconds) [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified" >&2
            echo "	You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD" >&2
            exit 1
        fi
        log "Initializing database files"
        mariadb-install-db --user=mysql --datadir=/var/lib/mysql --skip-test-db >/dev/null
        # One statement a line, as --init-file wants it.
        {
            echo "ALTER USER root@localhost IDENTIFIED BY '$password';"
            echo "CREATE USER root@'%' IDENTIFIED BY '$password';"
            echo "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;"
            database=$(value DATABASE) user=$(value USER)
            [ -z "$database" ] || echo "CREATE DATABASE \`$database\`;"
            [ -z "$user" ] || echo "CREATE USER '$user'@'%' IDENTIFIED BY '$(value PASSWORD)';"
            [ -z "$user" ] || [ -z "$database" ] || echo "GRANT ALL ON \`$database\`.* TO '$user'@'%';"
            echo "FLUSH PRIVILEGES;"
        } >/run/first.sql
        chown mysql /run/first.sql
        log "MariaDB init process done. Ready for start up."
        set -- "$@" --init-file=/run/first.sql
    fi
    set -- "$@" --user=mysql --bind-address=0.0.0.0
fi
exec "$@"
