/** Words in Vietnamese: papers to take along. */

export default {
  'paper.record': 'Biên bản kiểm tra',
  'paper.docx': 'Tải DOCX',
  'paper.pdf': 'Tải PDF',
  'paper.xlsx': 'Tải XLSX',
  'paper.making': 'Đang in…',
  'paper.no-program': 'Máy chủ chưa cài LibreOffice nên chưa in được PDF; bản DOCX vẫn tải được. Xin quản trị viên cài gói libreoffice-writer-nogui.',
};
