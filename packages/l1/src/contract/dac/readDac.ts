import { ContractRevertError } from '../../error/ContractRevertError.ts'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dac, decodeDac } from './decodeDac.ts'

const contract = 'DACManager'

/** A DAC by its chainID or its slug; `null` if there is none. */
export async function readDac(
  source: ContractSource,
  chainIdOrSlug: number | string,
): Promise<Dac | null> {
  const chainId =
    typeof chainIdOrSlug === 'number' ? chainIdOrSlug : await chainIdOf(source, chainIdOrSlug)
  if (chainId === 0) return null
  try {
    const [dac] = await callContracts(source, [{ contract, method: 'dac', args: [chainId] }])
    return decodeDac(chainId, dac)
  } catch (error) {
    const isUnknown = error instanceof ContractRevertError && error.errorName === 'UnknownChain'
    if (isUnknown) return null
    throw error
  }
}

async function chainIdOf(source: ContractSource, slug: string): Promise<number> {
  const [chainId] = await callContracts(source, [{ contract, method: 'chainIdOf', args: [slug] }])
  return Number(chainId?.[0])
}
