import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/standing-notice.css';
import './styles/event-nav.css';
import './styles/controls.css';
import './styles/tags.css';
import './styles/sign-in.css';
import './styles/pieces.css';
import './styles/guidance.css';
import './styles/table.css';
import './styles/board.css';
import './styles/pair-matrix.css';
import './styles/report.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { queryClient } from './api/queries.js';
import { App } from './app/app.js';
import { Crash } from './app/crash.js';
import { AnnouncerProvider } from './components/announcer.js';
import { LanguageProvider } from './i18n/language.js';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <Crash>
          <QueryClientProvider client={queryClient}>
            <AnnouncerProvider>
              <BrowserRouter>
                <App />
              </BrowserRouter>
            </AnnouncerProvider>
          </QueryClientProvider>
        </Crash>
      </LanguageProvider>
    </StrictMode>,
  );
}
