import { Common, Mainnet } from '@ethereumjs/common'
import type { Fork } from '../Fork.ts'
import { nativeCrypto } from './nativeCrypto.ts'

/**
 * The parameters of EthereumJS with their questions answered from maps: its EVM asks several times per opcode
 * which EIPs are active and what they cost, and `Common` searches lists for that.
 */
export class EngineCommon extends Common {
  // Filled on demand and without initialisers: the base class's constructor already asks.
  declare private active: Map<number, boolean> | undefined
  declare private values: Map<string, bigint> | undefined
  declare private forks: Map<string, boolean> | undefined

  constructor({ chainId, fork }: { readonly chainId: number; readonly fork: Fork }) {
    super({
      chain: { ...Mainnet, name: 'mvm', chainId, bootstrapNodes: [], dnsNetworks: [] },
      hardfork: fork === 'frontier' ? 'chainstart' : fork,
      customCrypto: nativeCrypto,
    })
  }

  override isActivatedEIP(eip: number): boolean {
    this.active ??= new Map()
    let isActive = this.active.get(eip)
    if (isActive === undefined) {
      isActive = super.isActivatedEIP(eip)
      this.active.set(eip, isActive)
    }
    return isActive
  }

  override param(name: string): bigint {
    this.values ??= new Map()
    let value = this.values.get(name)
    if (value === undefined) {
      value = super.param(name)
      this.values.set(name, value)
    }
    return value
  }

  override gteHardfork(fork: string): boolean {
    this.forks ??= new Map()
    let isReached = this.forks.get(fork)
    if (isReached === undefined) {
      isReached = super.gteHardfork(fork)
      this.forks.set(fork, isReached)
    }
    return isReached
  }

  protected override _buildActivatedEIPsCache(): void {
    this.active = undefined
    this.forks = undefined
    super._buildActivatedEIPsCache()
    this.active = undefined
    this.forks = undefined
  }

  protected override _buildParamsCache(): void {
    this.values = undefined
    this.forks = undefined
    super._buildParamsCache()
  }
}
