import { type ChainTip, ContractRevertError, encodeAppendForced } from '@mvm/l1'
import type { Signer } from '../key/Signer.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import { sendL1Call } from '../l1/sendL1Call.ts'
import type { CommandContext } from '../program/CommandContext.ts'

/** An origin so many L1 blocks below the head outlasts small reorganisations. */
const ORIGIN_DEPTH = 4

/** What `appendForced` reverts with when somebody else was faster or L1 moved on: a reason to look again. */
const OVERTAKEN = ['NothingOverdue', 'NothingToConsume', 'OriginHashMismatch', 'OriginOutOfRange']

/** Appends a block with the overdue queue elements, unless somebody else has just done so. */
export async function appendOverdue(
  context: CommandContext,
  {
    l1,
    chainId,
    signer,
    tip,
    headNumber,
  }: {
    readonly l1: L1Connection
    readonly chainId: number
    readonly signer: Signer
    readonly tip: ChainTip
    readonly headNumber: number
  },
): Promise<void> {
  const originNumber = Math.max(tip.originNumber, headNumber - ORIGIN_DEPTH)
  const origin = await l1.client.block(originNumber, { signal: context.signal })
  if (origin === null) return
  try {
    await sendL1Call(context, {
      client: l1.client,
      chainId: l1.chainId,
      signer,
      call: {
        to: l1.contracts.canonicalTransactionChain,
        data: encodeAppendForced({ chainId, originNumber, originHash: origin.hash }),
        value: 0n,
      },
      what: `nobody has included it: appending it with origin ${originNumber}`,
    })
  } catch (error) {
    if (!(error instanceof ContractRevertError) || !OVERTAKEN.includes(error.errorName)) throw error
    context.progress.note(`somebody else was faster (${error.errorName}); looking again`)
  }
}
