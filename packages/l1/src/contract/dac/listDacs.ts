import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dac, decodeDac } from './decodeDac.ts'

const contract = 'DACManager'

/** All DACs in the order of their creation, MVM_RANGERS first, or those from number `start` to before `end`. */
export async function listDacs(
  source: ContractSource,
  {
    start = 0,
    end = Number.MAX_SAFE_INTEGER,
  }: { readonly start?: number; readonly end?: number } = {},
): Promise<Dac[]> {
  const [count] = await callContracts(source, [{ contract, method: 'dacCount', args: [] }])
  const length = Math.max(0, Math.min(end, Number(count?.[0])) - start)
  const chainIds = await callContracts(
    source,
    Array.from({ length }, (_, i) => ({ contract, method: 'chainIdAt', args: [start + i] })),
  )
  const numbers = chainIds.map((result) => Number(result[0]))
  const dacs = await callContracts(
    source,
    numbers.map((chainId) => ({ contract, method: 'dac', args: [chainId] })),
  )
  return dacs.map((dac, i) => decodeDac(numbers[i] as number, dac))
}
