import type { Charter } from './Charter.ts'

/** A charter as the ABI tuple that ethers takes for the struct `Charter`, as in `ComCo.createDAC`. */
export function charterTuple(charter: Charter): readonly unknown[] {
  return [
    charter.vision,
    charter.mission,
    charter.permissions.map(({ operation, bit, addresses }) => [
      operation === 'allow' ? 0 : 1,
      bit,
      [...addresses],
    ]),
    charter.taxrates.map(({ threshold, rate }) => [threshold, rate]),
    charter.treasury,
    charter.managementContract,
  ]
}
