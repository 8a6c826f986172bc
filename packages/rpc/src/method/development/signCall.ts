import type { Address, SignedTransaction } from '@mvm/protocol'
import { NotSupportedError } from '../../error/NotSupportedError.ts'
import type { CallArguments } from '../../parameter/readCall.ts'
import { fillCall } from '../../transaction/fillCall.ts'
import type { DevelopmentContext } from './defineDevelopmentMethod.ts'

/** Fills in what a transaction lacks, and signs it for an account of `eth_accounts`. */
export async function signCall(
  { ports, limits, signal }: DevelopmentContext,
  from: Address,
  call: CallArguments,
): Promise<SignedTransaction> {
  const filled = await fillCall(ports, { ...call, from }, limits, signal)
  if (filled.type === 3) throw new NotSupportedError({ what: 'a DAC has no blobs' })
  return ports.development.signTransaction(from, filled)
}
