import ctypes, os, stat, subprocess
found = []
for folder, names, files in os.walk('/'):
    if folder in ('/proc', '/sys'): names[:] = []; continue
    for f in files:
        try: s = os.lstat(os.path.join(folder, f))
        except OSError: continue
        if stat.S_ISREG(s.st_mode) and s.st_mode & 0o6000: found.append(os.path.join(folder, f))
print('LEAK: setuid' if found else 'OK: no setuid programs', found[:9])
status = open('/proc/self/status').read()
field = lambda n: next(l.split()[1] for l in status.splitlines() if l.startswith(n + ':'))
for n in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'):
    print('LEAK:' if int(field(n), 16) else 'OK:', n, field(n))
print('OK: no new privileges' if field('NoNewPrivs') == '1' else 'LEAK: privileges')
print('OK: filter' if field('Seccomp') == '2' else 'LEAK: no filter')
print('OK: groups' if len(os.getgroups()) <= 1 else 'LEAK: groups', os.getgroups())
for name, f in (('setuid', lambda: os.setuid(0)), ('setgid', lambda: os.setgid(0)), ('setgroups', lambda: os.setgroups([0])), ('nice', lambda: os.nice(-10)), ('prlimit', lambda: __import__('resource').setrlimit(7, (1 << 20, 1 << 20)))):
    try: f(); print('LEAK:', name)
    except (OSError, ValueError) as e: print('OK:', name, e)
