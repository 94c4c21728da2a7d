# Two runs that read the same files could tell each other something by locks on them.
import fcntl, os, struct
fd = os.open('/usr/bin/python3', os.O_RDONLY)
for name, f in (('flock', lambda: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)),
                ('getlk', lambda: fcntl.fcntl(fd, 5, struct.pack('hhqqi4x', 1, 0, 0, 0, 0))),
                ('ofd getlk', lambda: fcntl.fcntl(fd, 36, struct.pack('hhqqi4x', 1, 0, 0, 0, 0))),
                ('lease', lambda: fcntl.fcntl(fd, 1024, 0)), ('notify', lambda: fcntl.fcntl(fd, 1026, 0x80000001))):
    try: f(); print('LEAK:', name)
    except OSError as e: print('OK:', name, e.errno)
before = os.stat('/usr/bin/python3').st_atime_ns
os.read(fd, 10)
print('LEAK: times of reading are kept' if os.stat('/usr/bin/python3').st_atime_ns != before else 'OK: no times of reading')
import sqlite3
d = sqlite3.connect('/tmp/own.db'); d.execute('create table t(a)'); d.execute('insert into t values (1)'); d.commit()
print('OK: SQLite works on own files', d.execute('select * from t').fetchall())
