/** Staff in the examples, with the identifiers that they have in the local cloud: the SSP consultants Signe and Søren, and the case worker Clara. */
export const signe = "89d9c7fc-b750-5b5f-94cb-c5905fa52de8";
export const soeren = "c4204157-9104-55a5-a503-f63226201bf6";
export const clara = "9c5ae16d-1e1b-5870-b5a1-fd5817dd44fe";
