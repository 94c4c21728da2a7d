import ctypes
l = ctypes.CDLL(None, use_errno=True)
def t(n, *a):
    r = l.syscall(*a); print(('LEAK: ' if r >= 0 else 'OK: ') + n, ctypes.get_errno())
t('add_key', 248, b'user', b'covert', b'x', 1, -4); t('request_key', 249, b'user', b'covert', None, -4); t('keyctl', 250, 0, -4, 1)
try: print('LEAK: keys' if open('/proc/keys').read().strip() else 'OK: no keys')
except OSError as e: print('OK: /proc/keys', e.errno)
