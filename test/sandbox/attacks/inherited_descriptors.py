import os
for pid in ('self', str(os.getppid()), '1'):
    try: names = os.listdir(f'/proc/{pid}/fd')
    except OSError as e: print('OK:', pid, e.errno); continue
    for n in names:
        try: to = os.readlink(f'/proc/{pid}/fd/{n}')
        except OSError: continue
        if pid != 'self': print('LEAK:', pid, n, to)
        elif not to.startswith(('/dev/null', 'anon_inode:', 'socket:', 'pipe:', '/tmp/', '/proc/', '/out')): print('LEAK:', n, to)
for fd in range(3, 64):
    try:
        to = os.readlink(f'/proc/self/fd/{fd}')
        if to.startswith('pipe:'):
            os.set_blocking(fd, False)
            os.write(fd, b'{"t":"output","s":"file","size":4}\n{"t":"chunk","x":"cHduZA=="}\n{"t":"end","s":"ok","dropped":0}\n')
    except OSError: pass
print('OK: looked')
