import base64
from IPython.display import display
png = base64.b64encode(b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0' + bytes(100_000)).decode()
for k in range(400):
    display({'image/png': png}, raw=True); display({'text/html': '<b>' * 20_000}, raw=True)
display({'image/png': 'not a picture'}, raw=True)
display({'image/png': base64.b64encode(b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff' + bytes(100)).decode()}, raw=True)
open('/out/predictions.csv', 'w').write('id,pred\n1,0.5\n')
