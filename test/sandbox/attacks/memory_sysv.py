import ctypes
l = ctypes.CDLL(None, use_errno=True); l.shmat.restype = ctypes.c_void_p
total = 0
for k in range(40):
    i = l.shmget(0, ctypes.c_size_t(64 << 20), 0o1600)
    if i < 0: print('OK: shmget refused', ctypes.get_errno()); break
    a = l.shmat(i, None, 0)
    if a in (None, ctypes.c_void_p(-1).value): print('OK: shmat refused', ctypes.get_errno()); break
    ctypes.memset(a, 1, 64 << 20); total += 64; l.shmdt(ctypes.c_void_p(a)); print('INFO: MiB', total, flush=True)
else: print('LEAK: 2.5 GiB in segments')
