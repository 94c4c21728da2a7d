import ctypes, os
l = ctypes.CDLL(None, use_errno=True)
def t(n, f):
    ctypes.set_errno(0); r = f()
    if r == 0 and n.startswith('clone'): os._exit(0)
    print(('LEAK: ' if r >= 0 else 'OK: ') + n, ctypes.get_errno())
for bit, name in ((0x20000, 'mnt'), (0x2000000, 'cgroup'), (0x4000000, 'uts'), (0x8000000, 'ipc'), (0x10000000, 'user'), (0x20000000, 'pid'), (0x40000000, 'net'), (0x80, 'time')):
    t('unshare ' + name, lambda: l.unshare(bit))
    if bit != 0x80: t('clone ' + name, lambda: l.syscall(56, bit | 17, 0, 0, 0, 0))
args = (ctypes.c_uint64 * 11)(0x10000000, 0, 0, 0, 17)
t('clone3', lambda: l.syscall(435, args, 88))
for number, name in ((425, 'io_uring'), (321, 'bpf'), (298, 'perf'), (323, 'userfaultfd'), (175, 'init_module'), (246, 'kexec'), (169, 'reboot'), (167, 'swapon'), (304, 'open_by_handle'), (442, 'mount_setattr'), (428, 'open_tree'), (429, 'move_mount'), (155, 'pivot_root'), (161, 'chroot'), (253, 'inotify'), (294, 'inotify1'), (300, 'fanotify'), (103, 'syslog'), (227, 'clock_settime'), (170, 'sethostname')):
    t(name, lambda: l.syscall(number, 0, 0, 0, 0, 0))
