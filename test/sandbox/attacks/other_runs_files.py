import os
found = []
for base in ('/tmp', '/data', '/out', '/sandbox', '/mnt', '/media', '/srv', '/var/tmp', '/dev/shm', '/run', '/home', '/root', '/opt', '/environment'):
    for folder, names, files in os.walk(base):
        if folder.startswith('/environment'): names[:] = []; continue
        for f in files:
            p = os.path.join(folder, f)
            found.append(p)
            try:
                if 'OTHER-RUN-' + 'SECRET' in open(p, errors='replace').read(1 << 16): print('LEAK:', p)
            except OSError: pass
print('INFO:', found)
for p in ('/data/train.csv', '/data/new', '/sandbox/driver.py', '/sandbox/x', '/opt/environment/x', '/usr/bin/x', '/etc/passwd', '/x'):
    try: open(p, 'a').close(); print('LEAK: writable', p)
    except OSError as e: print('OK:', p, e.errno)
for p in ('/data/train.csv', '/sandbox/notebook.ipynb'):
    for name, f in (('chmod', lambda: os.chmod(p, 0o777)), ('unlink', lambda: os.unlink(p)), ('chown', lambda: os.chown(p, os.getuid(), os.getgid())), ('utime', lambda: os.utime(p))):
        try: f(); print('LEAK:', name, p)
        except OSError as e: print('OK:', name, p, e.errno)
