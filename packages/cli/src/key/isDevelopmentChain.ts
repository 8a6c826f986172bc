/** Whether an L1 is a development chain, on which keys guard nothing: raw keys are taken and nothing is asked. */
export function isDevelopmentChain(l1ChainId: number): boolean {
  return l1ChainId === 31_337 || l1ChainId === 1_337
}
