import type { Attack } from '../AttackTarget.ts'
import { announcedBodies } from './announcedBodies.ts'
import { deepJson } from './deepJson.ts'
import { fuzz } from './fuzz.ts'
import { hugeBatches } from './hugeBatches.ts'
import { logRanges } from './logRanges.ts'
import { poolContents } from './poolContents.ts'
import { proofs } from './proofs.ts'
import { simulationBombs } from './simulationBombs.ts'
import { slowReaders } from './slowReaders.ts'
import { thousandSockets } from './thousandSockets.ts'
import { traceBombs } from './traceBombs.ts'

/** All of them, by name. */
export const attacks = {
  ...{ deepJson, hugeBatches, logRanges, simulationBombs, traceBombs, proofs },
  ...{ announcedBodies, poolContents, slowReaders, thousandSockets, fuzz },
} as const satisfies Readonly<Record<string, Attack>>

export type AttackName = keyof typeof attacks
