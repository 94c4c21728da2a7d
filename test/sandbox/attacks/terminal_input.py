import fcntl, os
for p in ('/dev/tty', '/dev/console', '/dev/pts/0'):
    try:
        fd = os.open(p, os.O_RDWR); fcntl.ioctl(fd, 0x5412, b'x'); print('LEAK:', p)
    except OSError as e: print('OK:', p, e.errno)
try:
    m, s = os.openpty(); fcntl.ioctl(s, 0x5412, b'x'); print('LEAK: TIOCSTI')
except OSError as e: print('OK: pty', e.errno)
