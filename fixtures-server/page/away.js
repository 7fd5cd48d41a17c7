const back = document.createElement('button');
back.type = 'button';
back.id = 'back';
back.textContent = 'Back';
back.addEventListener('click', () => history.back());
document.querySelector('main').append(back);
