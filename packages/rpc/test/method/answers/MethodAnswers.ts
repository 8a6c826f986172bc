/** By method, what a {@link MethodChain} answers; both are made when they are asked for. */
export type MethodAnswers = Readonly<
  Record<string, { readonly params?: () => readonly unknown[]; readonly result: () => unknown }>
>
