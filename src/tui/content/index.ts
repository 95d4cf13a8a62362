/** The content of whatever is shown. */
import { shown, type Screen, type State } from '../state.ts';
import { arrangeContent } from './arrange.ts';
import { askContent } from './ask.ts';
import { blankContent } from './blank.ts';
import { codeContent } from './code.ts';
import type { Content } from './content.ts';
import { driveContent } from './drive.ts';
import { exerciseContent } from './exercise.ts';
import { exercisesContent } from './exercises.ts';
import { homeContent } from './home.ts';
import { lessonsContent } from './lessons.ts';
import { pitfallContent } from './pitfall.ts';
import { readerContent } from './reader.ts';
import { searchContent } from './search.ts';
import { symptomContent } from './symptom.ts';

export type { Content } from './content.ts';

/** The content of the top-most screen, help aside. */
export function screenContent(state: State): Content {
  return contentOf(state, shown(state));
}

function contentOf(state: State, screen: Screen): Content {
  switch (screen.kind) {
    case 'home': return homeContent(state, screen);
    case 'lessons': return lessonsContent(state, screen);
    case 'reader': return readerContent(state, screen);
    case 'pitfall': return pitfallContent(state, screen);
    case 'ask': return askContent(state, screen);
    case 'blank': return blankContent(state, screen);
    case 'drive': return driveContent(state, screen);
    case 'code': return codeContent(state, screen);
    case 'arrange': return arrangeContent(state, screen);
    case 'exercises': return exercisesContent(state, screen);
    case 'exercise': return exerciseContent(state, screen);
    case 'search': return searchContent(state, screen);
    case 'symptom': return symptomContent(state, screen);
  }
}
