/**
 * Zones of the countries where amoCRM is used, by the Russian names of their cities. Browsers know
 * these names but do not all tell them: Chromium answers «GMT+7» where Node answers «Томск».
 */
const russian: Readonly<Record<string, string>> = {
  "Europe/Kaliningrad": "Калининград",
  "Europe/Moscow": "Москва",
  "Europe/Simferopol": "Симферополь",
  "Europe/Volgograd": "Волгоград",
  "Europe/Kirov": "Киров",
  "Europe/Astrakhan": "Астрахань",
  "Europe/Samara": "Самара",
  "Europe/Saratov": "Саратов",
  "Europe/Ulyanovsk": "Ульяновск",
  "Europe/Minsk": "Минск",
  "Europe/Kiev": "Киев",
  "Europe/Kyiv": "Киев",
  "Europe/Chisinau": "Кишинёв",
  "Europe/Berlin": "Берлин",
  "Europe/London": "Лондон",
  "Europe/Istanbul": "Стамбул",
  "Asia/Yekaterinburg": "Екатеринбург",
  "Asia/Omsk": "Омск",
  "Asia/Novosibirsk": "Новосибирск",
  "Asia/Barnaul": "Барнаул",
  "Asia/Tomsk": "Томск",
  "Asia/Novokuznetsk": "Новокузнецк",
  "Asia/Krasnoyarsk": "Красноярск",
  "Asia/Irkutsk": "Иркутск",
  "Asia/Chita": "Чита",
  "Asia/Yakutsk": "Якутск",
  "Asia/Vladivostok": "Владивосток",
  "Asia/Magadan": "Магадан",
  "Asia/Sakhalin": "Сахалин",
  "Asia/Kamchatka": "Камчатка",
  "Asia/Almaty": "Алматы",
  "Asia/Tashkent": "Ташкент",
  "Asia/Bishkek": "Бишкек",
  "Asia/Dushanbe": "Душанбе",
  "Asia/Baku": "Баку",
  "Asia/Tbilisi": "Тбилиси",
  "Asia/Yerevan": "Ереван",
  "Asia/Dubai": "Дубай",
};

/** A zone by its city: «Томск», «New York». */
export function zoneName(timeZone: string, lang: string): string {
  const city = (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
  return lang === "ru" ? (russian[timeZone] ?? city) : city;
}
