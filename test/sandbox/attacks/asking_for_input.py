input('the password? ')
