/** What steps cost on L1, by name: the form of `snapshots/OneStep.json`. */
export type StepCosts = Readonly<
  Record<string, { readonly gas: number; readonly calldata: number }>
>
