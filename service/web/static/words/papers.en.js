/** Words in English: papers to take along. */

export default {
  'paper.record': 'Inspection record',
  'paper.docx': 'Get DOCX',
  'paper.pdf': 'Get PDF',
  'paper.xlsx': 'Get XLSX',
  'paper.making': 'Printing…',
  'paper.no-program': 'The server has no LibreOffice, so it cannot print PDF; DOCX still works. Please have the administrator install libreoffice-writer-nogui.',
};
