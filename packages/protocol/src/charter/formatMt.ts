const WEI_PER_MT = 10n ** 18n

/** An amount of wei as MT in decimal notation, exact and without trailing zeros. */
export function formatMt(wei: bigint): string {
  const decimals = (wei % WEI_PER_MT).toString().padStart(18, '0').replace(/0+$/, '')
  const whole = (wei / WEI_PER_MT).toString()
  return decimals === '' ? whole : `${whole}.${decimals}`
}
