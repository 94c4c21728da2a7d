# The 32-bit entry, where the numbers of calls mean others: int 0x80 with 20 (getpid).
import ctypes, mmap, os
code = bytes.fromhex('b814000000cd80c3')
m = mmap.mmap(-1, 4096, prot=7); m.write(code)
if (pid := os.fork()) == 0:
    r = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(m)))(); os._exit(0)
status = os.waitpid(pid, 0)[1]
print('OK: killed by', os.WTERMSIG(status)) if os.WIFSIGNALED(status) else print('LEAK: int 0x80 returned')
if (pid := os.fork()) == 0:
    ctypes.CDLL(None).syscall(0x40000000 | 39); os._exit(0)
status = os.waitpid(pid, 0)[1]
print('OK: killed by', os.WTERMSIG(status)) if os.WIFSIGNALED(status) else print('LEAK: x32 returned')
