import { createdDac } from '@mvm/l1'
import { formatMt, type L1TransactionHash } from '@mvm/protocol'
import type { Signer } from '../key/Signer.ts'
import type { L1Call } from '../l1/L1Call.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import { sendL1Call } from '../l1/sendL1Call.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { confirmSending } from '../program/confirmSending.ts'
import { approveBurn } from './approveBurn.ts'
import type { Creation } from './Creation.ts'
import { readCreationBurn } from './readCreationBurn.ts'

/** A DAC that L1 has just created. */
export interface CreatedDac {
  readonly chainId: number
  readonly l1BlockNumber: number
  readonly l1TransactionHash: L1TransactionHash
}

/** Creates a DAC on L1, with the approval of its burn first if that is missing; asks before it sends anything. */
export async function createOnL1(
  context: CommandContext,
  l1: L1Connection,
  signer: Signer,
  creation: Creation,
  isConfirmed: boolean,
): Promise<CreatedDac> {
  const { slug, profile, charter, call } = creation
  const { client, chainId } = l1
  const burn = await readCreationBurn(l1, signer.address)
  await confirmSending(
    context,
    {
      l1ChainId: chainId,
      action: `create the DAC "${slug}"`,
      facts: [
        ['L1 chainID', chainId],
        ['account', signer.address],
        ['slug', slug],
        ['profile', profile],
        ['management contract', charter.managementContract],
        ['burns', `${formatMt(burn.amount)} MT`],
      ],
    },
    isConfirmed,
  )
  const send = (what: string, toSend: L1Call) =>
    sendL1Call(context, { client, chainId, signer, call: toSend, what })
  if (!burn.isApproved) await send('approving the burn', approveBurn(l1, burn.amount))
  const receipt = await send(`creating "${slug}"`, call)
  return {
    chainId: createdDac(l1.contracts, receipt).chainId,
    l1BlockNumber: receipt.blockNumber,
    l1TransactionHash: receipt.transactionHash,
  }
}
