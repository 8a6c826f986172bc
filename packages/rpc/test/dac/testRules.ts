import { asAddress } from '@mvm/protocol'
import type { RulesPort } from '../../src/index.ts'

/** Rules of a chain that has one precompile and no plans. */
export const testRules: RulesPort = {
  config: () => ({
    current: {
      activationTime: 0,
      blobSchedule: null,
      forkId: '0x12345678',
      precompiles: new Map([['ECREC', asAddress(`0x${'00'.repeat(19)}01`)]]),
      systemContracts: new Map(),
    },
    next: null,
    last: null,
  }),
}
