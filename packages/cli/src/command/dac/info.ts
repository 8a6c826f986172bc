import { predeploys } from '@mvm/protocol'
import { readText } from '../../argument/readText.ts'
import { dacUrl } from '../../dac/dacUrl.ts'
import { findDac } from '../../dac/findDac.ts'
import { walletNetwork } from '../../dac/walletNetwork.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { readSyncStatus } from '../../node/readSyncStatus.ts'
import { formatFields } from '../../output/formatFields.ts'
import type { CommandContext } from '../../program/CommandContext.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { openNode } from '../../session/openNode.ts'

/** `mvm dac info`: one DAC as L1 has it, with the heads of its chain if the node serves it. */
export const info = defineCommand({
  noun: 'dac',
  verb: 'info',
  summary: 'Shows one DAC: what L1 says of it, and how far its chain is',
  examples: ['dac info demo', 'dac info 2718281828459 --json', 'dac info demo --wallet-json'],
  arguments: {
    dac: { name: '<dac>', description: 'slug or chainID', parse: readText },
  },
  options: {
    walletJson: option.flag('--wallet-json', 'print what wallet_addEthereumChain takes (EIP-3085)'),
  },
  async handle(context, { arguments: { dac: name }, options: { walletJson } }) {
    const l1 = await connectL1(context)
    const dac = await findDac(l1, name)
    const rpcUrl = dac.rpcUrl || dacUrl(context.settings.rpcUrl?.value ?? '', dac.slug)
    if (walletJson) {
      const network = walletNetwork(dac, rpcUrl)
      return { data: network, text: JSON.stringify(network, null, 2) }
    }
    const heads = await headsOf(context, rpcUrl)
    return {
      data: {
        ...dac,
        rpcUrl,
        wsUrl: dac.wsUrl || rpcUrl.replace(/^http/, 'ws'),
        l1ChainId: l1.chainId,
        l1Contracts: { ...l1.contracts },
        heads,
      },
      text: formatFields([
        ['slug', dac.slug],
        ['chainID', dac.chainId],
        ['rpcUrl', rpcUrl],
        ['profile', dac.profile],
        ['creator', dac.creator],
        ['created', `L1 block ${dac.createdAtBlock}`],
        ['charter hash', dac.charterHash],
        ['charter at', predeploys.dacMaster],
        ['MT on L1', l1.contracts.metisToken],
        ['bridge on L1', l1.contracts.l1StandardBridge],
        ['unsafe block', heads?.unsafe],
        ['safe block', heads?.safe],
        ['finalized block', heads?.finalized],
      ]),
      next: [`mvm charter show --dac ${dac.slug}`],
    }
  },
})

/** `null` when no node serves the DAC. */
async function headsOf(context: CommandContext, rpcUrl: string) {
  try {
    const { unsafe_l2, safe_l2, finalized_l2 } = await readSyncStatus(
      openNode(context, rpcUrl),
      context.signal,
    )
    return { unsafe: unsafe_l2.number, safe: safe_l2.number, finalized: finalized_l2.number }
  } catch (error) {
    context.signal.throwIfAborted()
    context.warn(`the heads are not known: ${(error as Error).message}`)
    return null
  }
}
