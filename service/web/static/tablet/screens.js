/** The screens by their routes. */

import { Calls } from './screens/calls.js';
import { Find } from './screens/find.js';
import { Finish } from './screens/finish.js';
import { Help } from './screens/help.js';
import { Home } from './screens/home.js';
import { NewPlace } from './screens/new-place.js';
import { Outbox } from './screens/outbox.js';
import { OwnTablet } from './screens/own-tablet.js';
import { Place } from './screens/place.js';
import { Sent } from './screens/sent.js';
import { Sheet } from './screens/sheet.js';
import { Visit } from './screens/visit.js';

/** Named parts of the route come as properties. @type {[string, (props: any) => any][]} */
export const SCREENS = [
  ['', Home],
  ['find', Find],
  ['new-place', NewPlace],
  ['places/:id', Place],
  ['visits/:id', Visit],
  ['visits/:id/sheet', Sheet],
  ['visits/:id/finish', Finish],
  ['sent/:id', Sent],
  ['outbox', Outbox],
  ['calls', Calls],
  ['tablet', OwnTablet],
  ['help', Help],
];
