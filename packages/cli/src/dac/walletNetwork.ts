import type { Dac } from '@mvm/l1'

/** A DAC as `wallet_addEthereumChain` takes a network (EIP-3085). */
export function walletNetwork(dac: Dac, rpcUrl: string) {
  return {
    chainId: `0x${dac.chainId.toString(16)}`,
    chainName: dac.slug,
    nativeCurrency: { name: 'Metis Token', symbol: 'MT', decimals: 18 },
    rpcUrls: [rpcUrl],
  }
}
