import { Backstage } from './components/backstage.js';
import { Header } from './components/header.js';
import { Intro } from './components/intro.js';
import { Panes } from './components/panes.js';

export const App = () => (
  <div className="page">
    <Header />
    <main>
      <Intro />
      <Panes />
      <Backstage />
    </main>
  </div>
);
