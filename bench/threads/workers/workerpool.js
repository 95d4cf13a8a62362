import workerpool from 'workerpool';
import { compute, echo, empty } from './tasks.js';

workerpool.worker({ compute, echo, empty });
