import { getAddress } from 'ethers'
import type { Devnet } from './Devnet.ts'
import { devnetAccounts } from './devnetAccounts.ts'

/** A devnet as programs read it: the one line of `npm start --silent -- --json`. */
export interface DevnetDescription {
  readonly l1: {
    readonly chainId: number
    readonly rpcUrl: string
    readonly contracts: Readonly<Record<string, string | number>>
  }
  readonly dacs: readonly {
    readonly slug: string
    readonly chainId: number
    readonly rpcUrl: string
    readonly wsUrl: string
  }[]
  readonly accounts: readonly { readonly address: string; readonly privateKey: string }[]
  readonly nodes: readonly {
    readonly role: string
    readonly pid: number
    /** L1 account of the role; `null` where it has none. */
    readonly address: string | null
    readonly rpcUrl: string
  }[]
}

export function describeDevnet(devnet: Devnet): DevnetDescription {
  const { contracts, l1ChainId, dacs } = devnet.record
  const accounts = devnetAccounts()
  const addressOf = (pid: number): string | null => {
    const sequencer = devnet.sequencers.findIndex((node) => node.pid === pid)
    const ranger = devnet.rangers.findIndex((node) => node.pid === pid)
    const account = accounts.sequencers[sequencer] ?? accounts.rangers[ranger]
    return account ? getAddress(account.address) : null
  }
  return {
    l1: {
      chainId: l1ChainId,
      rpcUrl: devnet.l1.rpcUrl,
      contracts: Object.fromEntries(
        Object.entries(contracts).map(([name, value]) => [
          name,
          typeof value === 'string' ? getAddress(value) : value,
        ]),
      ),
    },
    dacs: dacs.map(({ slug, chainId }) => {
      const rpcUrl = `${devnet.rpcUrl}/${slug}`
      return { slug, chainId, rpcUrl, wsUrl: rpcUrl.replace('http', 'ws') }
    }),
    accounts: devnet.users.map(({ address, privateKey }) => ({
      address: getAddress(address),
      privateKey,
    })),
    nodes: [
      { role: 'l1', pid: devnet.l1.pid, address: null, rpcUrl: devnet.l1.rpcUrl },
      ...devnet.nodes.map(({ role, pid, rpcUrl }) => ({
        ...{ role, pid, address: addressOf(pid), rpcUrl },
      })),
    ],
  }
}
