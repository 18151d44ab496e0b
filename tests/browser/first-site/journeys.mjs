// What people come for, as the words of the links that they follow from the first page.

export const JOURNEYS = [
  {
    name: "inspected yesterday, requires improvement: what now?",
    file: "help-today",
    steps: ["If your school needs help today", "school.improvement@education.gov.uk"],
    answer: /school\.improvement@education\.gov\.uk/,
  },
  {
    name: "which help with phonics is there, and is it free?",
    file: "phonics",
    steps: [/hard in your school|by need/i, "Children find it hard to learn to read", "Systematic Synthetic Phonics"],
    answer: /Cost|Price|Pay|£/,
  },
  {
    name: "what could my school have got in 2021 to 2022?",
    file: "offer",
    steps: [/What could my school have got/, /^Begin/, "2021 to 2022", "A school that the local authority maintains", "Yes"],
    answer: /up to 3 days/i,
  },
];
