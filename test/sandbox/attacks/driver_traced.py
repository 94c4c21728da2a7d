import ctypes, os
l = ctypes.CDLL(None, use_errno=True); d = os.getppid()
def t(n, r): print(('LEAK: ' if r >= 0 else 'OK: ') + n, ctypes.get_errno())
t('attach', l.ptrace(16, d, 0, 0)); t('seize', l.ptrace(0x4206, d, 0, 0)); t('traceme', l.ptrace(0, 0, 0, 0))
b = ctypes.create_string_buffer(8)
class V(ctypes.Structure): _fields_ = [('b', ctypes.c_void_p), ('n', ctypes.c_size_t)]
v = V(ctypes.cast(b, ctypes.c_void_p), 8)
t('vm_readv', l.process_vm_readv(d, ctypes.byref(v), 1, ctypes.byref(v), 1, 0)); t('vm_writev', l.process_vm_writev(d, ctypes.byref(v), 1, ctypes.byref(v), 1, 0))
t('pidfd_getfd', l.syscall(438, l.syscall(434, d, 0), 1, 0)); t('kcmp', l.syscall(312, os.getpid(), d, 0, 0, 0))
for f in ('mem', 'environ', 'maps', 'fd/1', 'fd/3', 'root', 'cwd'):
    for p in (1, d):
        try: os.open(f'/proc/{p}/{f}', os.O_RDONLY); print('LEAK:', p, f)
        except OSError as e: print('OK:', p, f, e.errno)
