import { listDacs } from '@mvm/l1'
import { dacUrl } from '../../dac/dacUrl.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatTable } from '../../output/formatTable.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm dac list`: all DACs of the deployment, from L1. */
export const list = defineCommand({
  noun: 'dac',
  verb: 'list',
  summary: 'Lists all DACs, in the order of their creation',
  examples: ['dac list', 'dac list --json', 'dac list --l1-url http://127.0.0.1:9545'],
  notes: ['Asks L1; MVM_RANGERS, the first, comes with every deployment.'],
  arguments: {},
  options: {},
  async handle(context) {
    const l1 = await connectL1(context)
    const base = context.settings.rpcUrl?.value ?? ''
    const dacs = await listDacs(l1)
    const rows = dacs.map((dac) => ({ ...dac, rpcUrl: dac.rpcUrl || dacUrl(base, dac.slug) }))
    return {
      data: rows.map(({ chainId, slug, profile, creator, createdAtBlock, rpcUrl }) => {
        return { chainId, slug, profile, creator, createdAtBlock, rpcUrl }
      }),
      text: formatTable(
        ['slug', 'chainID', 'profile', 'creator', 'rpcUrl'],
        rows.map(({ chainId, slug, profile, creator, rpcUrl }) => {
          return [slug, chainId, profile, creator, rpcUrl]
        }),
      ),
    }
  },
})
