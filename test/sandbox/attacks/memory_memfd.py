import ctypes, mmap, os
try:
    held = []
    for k in range(40):
        fd = os.memfd_create('m%d' % k); os.ftruncate(fd, 64 << 20)
        m = mmap.mmap(fd, 64 << 20)
        for j in range(0, 64 << 20, 4096): m[j] = 1
        held.append((fd, m)); print('INFO: MiB', 64 * (k + 1), flush=True)
    print('LEAK: 2.5 GiB in memfd')
except OSError as e: print('OK: memfd stopped', e.errno)
