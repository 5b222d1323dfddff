/** Runs before anything is drawn, so that a dark page does not begin with a white flash. */
import { chosenTheme, showTheme } from './theme-choice.ts';

showTheme(chosenTheme());
