import ctypes, os, socket
opened = []
for family in range(0, 50):
    for kind in (1, 2, 3, 4, 5, 10):
        for protocol in (0, 1, 6, 16, 17, 255):
            try: s = socket.socket(family, kind, protocol)
            except OSError: continue
            opened.append((family, protocol)); s.close()
strange = sorted({(f, p) for f, p in opened if f != 1 and (f, p) != (16, 0)})
print('LEAK: sockets of' if strange else 'OK: only AF_UNIX and NETLINK_ROUTE', strange[:20])
try:
    s = socket.socketpair(socket.AF_INET, socket.SOCK_STREAM); print('LEAK: a pair of AF_INET')
except OSError as e: print('OK: pair', e.errno)
names = os.listdir('/sys/class/net') if os.path.isdir('/sys/class/net') else []
routes = open('/proc/net/route').read().splitlines()[1:]
print('LEAK: interfaces' if set(names) - {'lo'} else 'OK: interfaces', names)
print('LEAK: routes' if routes else 'OK: no routes')
for path in ('/run/systemd/journal/socket', '/var/run/dbus/system_bus_socket', '/run/docker.sock', '/tmp/.X11-unix/X0'):
    try:
        s = socket.socket(socket.AF_UNIX); s.connect(path); print('LEAK:', path)
    except OSError as e: print('OK:', path, e.errno)
try:
    import urllib.request; urllib.request.urlopen('http://127.0.0.1/', timeout=2); print('LEAK: http')
except OSError as e: print('OK: http', e)
