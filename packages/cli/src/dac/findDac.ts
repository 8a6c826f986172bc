import { type Dac, readDac } from '@mvm/l1'
import { isDnsLabel } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** The DAC with a slug or a chainID, as L1 has it. Throws {@link PreconditionError} when there is none. */
export async function findDac(l1: L1Connection, name: string): Promise<Dac> {
  const chainId = /^(\d+|0x[0-9a-fA-F]+)$/.test(name) ? Number(name) : Number.NaN
  // A slug of digits only is a DNS label, too: what is no chainID may still be one.
  const dac =
    (Number.isSafeInteger(chainId) ? await readDac(l1, chainId) : null) ??
    (isDnsLabel(name) ? await readDac(l1, name) : null)
  if (dac !== null) return dac
  throw new PreconditionError({
    code: 'DAC_UNKNOWN',
    problem: `L1 (chainID ${l1.chainId}) has no DAC with the slug or chainID "${name}"`,
    remedy: 'Run: mvm dac list',
  })
}
