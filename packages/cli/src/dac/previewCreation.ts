import { type Address, formatMt } from '@mvm/protocol'
import { describeCall } from '../l1/describeCall.ts'
import { estimateL1Gas } from '../l1/estimateL1Gas.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { CommandResult } from '../output/CommandResult.ts'
import { formatFields } from '../output/formatFields.ts'
import type { Creation } from './Creation.ts'
import { readCreationBurn } from './readCreationBurn.ts'

/** What creating a DAC would do, by simulating it: without the approval of its burn that is not possible. */
export async function previewCreation(
  l1: L1Connection,
  from: Address,
  { slug, call }: Creation,
): Promise<CommandResult> {
  const { client, signal } = l1
  const burn = await readCreationBurn(l1, from)
  const simulate = async () => {
    const [l1Gas, answer] = await Promise.all([
      estimateL1Gas(client, from, call, signal),
      client.call({ from, to: call.to, data: call.data }, 'latest', { signal }),
    ])
    return { l1Gas: l1Gas.toString(), chainId: Number(answer) }
  }
  const simulated = burn.isApproved ? await simulate() : { l1Gas: null, chainId: null }
  const unknown = 'known once the burn is approved'
  return {
    data: {
      isDryRun: true,
      ...{ slug, from, l1ChainId: l1.chainId },
      ...simulated,
      burn: burn.amount.toString(),
      call: describeCall(call),
    },
    text: formatFields([
      ['dry run', `nothing was sent to L1 ${l1.chainId}`],
      ['slug', slug],
      ['chainID', simulated.chainId ?? unknown],
      ['from', from],
      ['L1 gas', simulated.l1Gas ?? unknown],
      ['burns', `${formatMt(burn.amount)} MT`],
    ]),
  }
}
