import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { accountKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { leadTitle } from "#web/ui/lead-title.ts";

/** What has become of an offer that was answered here. */
export interface Answered {
  readonly lead: string;
  readonly won: boolean;
  readonly sentence: string;
}

interface Offer {
  readonly lead: string;
  readonly leadName: string;
}

/** Accepts or declines an offer; `onAnswered` is told what has become of it. */
export function useAnswer(manager: string, onAnswered: (answered: Answered) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { account, lang } = useAccount();
  const finish = {
    onSuccess: onAnswered,
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  };
  const to = ({ lead }: Offer) => ({
    params: { account: account.id, lead },
    body: { manager },
  });
  const accept = useMutation({
    mutationFn: async (offer: Offer): Promise<Answered> => {
      const { outcome, sentence } = await call("acceptOffer", { ...to(offer), query: { lang } });
      return { lead: offer.lead, won: outcome === "yours", sentence };
    },
    ...finish,
  });
  const decline = useMutation({
    mutationFn: async (offer: Offer): Promise<Answered> => {
      const { outcome } = await call("declineOffer", to(offer));
      const sentence = t(`offer.${outcome}`, { lead: leadTitle(offer) });
      return { lead: offer.lead, won: false, sentence };
    },
    ...finish,
  });
  return { accept, decline };
}
